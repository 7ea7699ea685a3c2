namespace StatefulDashboard.Web.Api;

/// <summary>What is said where no endpoint answers.</summary>
internal static class ApiFallback
{
    /// <summary>Nothing is found under the path, or not for this kind of body.</summary>
    public static IResult Answer(HttpContext context, string? rest) =>
        HttpMethods.IsPost(context.Request.Method) && !context.Request.HasJsonContentType()
            ? Results.Problem("Send the body as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Not JSON")
            : Results.Problem($"There is no {context.Request.Method} /api/{rest} here.", statusCode: StatusCodes.Status404NotFound, title: "No such endpoint");

    /// <summary>The framework refuses a body that it cannot read without a word.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is { Status: StatusCodes.Status400BadRequest, Detail: null })
        {
            context.ProblemDetails.Detail = "The body could not be read: it must be a JSON object with fields of the right type, as the README tells.";
        }
    }
}
