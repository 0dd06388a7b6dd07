"""What chapters ask of the frames: joined, counted and put in order for one question each."""
