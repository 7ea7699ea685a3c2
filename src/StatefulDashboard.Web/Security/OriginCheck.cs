namespace StatefulDashboard.Web.Security;

/// <summary>
/// A page of another site must not open a socket here nor post: ASP.NET Core allows all origins for WebSockets. Requests
/// without an Origin come from programs, which have no ambient cookies.
/// </summary>
public static class OriginCheck
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if ((changes || context.WebSockets.IsWebSocketRequest || request.Path.StartsWithSegments("/hubs") || request.Path.StartsWithSegments("/_blazor"))
            && request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !IsOwn(origin, request)
            && !IsOwnForm(origin, request))
        {
            await Results.Problem($"Requests from pages of {(origin.Length < 200 ? origin : "another site")} are not answered here.", statusCode: 403, title: "Another origin").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    // under Referrer-Policy: no-referrer a browser posts its own forms with "Origin: null"; it still says where they come from,
    // in a header that no page can set
    private static bool IsOwnForm(string origin, HttpRequest request) =>
        origin == "null" && !request.HttpContext.WebSockets.IsWebSocketRequest && request.Headers["Sec-Fetch-Site"] == "same-origin";

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(from.Authority, new Uri(request.Scheme + "://" + request.Host.ToUriComponent()).Authority, StringComparison.OrdinalIgnoreCase);
}
