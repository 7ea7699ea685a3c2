namespace StatefulDashboard.Web.Components.Pages;

/// <summary>A page that says what is missing is answered with 404, for programs and crawlers.</summary>
internal static class NotFoundStatus
{
    /// <summary>Only while a request is being answered: inside a circuit there is none.</summary>
    public static void AnswerNotFound(this HttpContext? http)
    {
        // set when the page is written: a status of 404 before that would throw the page away
        if (http is { Response.HasStarted: false })
        {
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }
    }
}
