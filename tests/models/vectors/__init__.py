"""From the form of the vectors to the models: one module for each family, one function for each form."""
