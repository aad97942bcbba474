"""The pages of the support staff: sign-in, people, the trail, and in ``desk`` the work on cases."""
