using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace StatefulDashboard.Web.Security;

/// <summary>Turns a request into a person, or turns it away.</summary>
public sealed class SignIn(SignInMode mode, LaunchToken token)
{
    private static readonly Person DemoAdmin = new("admin", "admin");
    private static readonly Person Owner = new("local", "local");
    private static readonly Person Nobody = new("", "");

    /// <summary>Who is behind a principal; a person without a name is nobody and sees nothing.</summary>
    public Person PersonOf(ClaimsPrincipal? user) =>
        mode == SignInMode.Demo ? DemoAdmin
        : user?.Identity?.IsAuthenticated == true ? Owner
        : Nobody;

    /// <summary>
    /// The launch link: /?token=… is answered with a cookie and a redirect that drops the token from the address.
    /// Programs send it as a bearer token. Everybody else is told what to do.
    /// </summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (mode == SignInMode.Demo || IsOpen(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method) && token.Matches(context.Request.Query["token"]))
        {
            await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Principal());
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(Without(context.Request, "token"));
            return;
        }

        if (context.User.Identity?.IsAuthenticated != true && Bearer(context.Request) is { } bearer && token.Matches(bearer))
        {
            context.User = Principal();
        }

        if (context.User.Identity?.IsAuthenticated == true)
        {
            await next(context);
            return;
        }

        await Results.Problem(
            "Open the link that was printed when the dashboard started (it ends in ?token=…), or send that token as \"Authorization: Bearer …\".",
            statusCode: StatusCodes.Status401Unauthorized,
            title: "Who are you?").ExecuteAsync(context);
    }

    private static bool IsOpen(PathString path) => path == "/healthz" || path == "/readyz";

    private static ClaimsPrincipal Principal() =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Owner.Name)], CookieAuthenticationDefaults.AuthenticationScheme));

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    // always a local path: it begins with the one that was asked for
    private static string Without(HttpRequest request, string key)
    {
        var rest = QueryString.Create(request.Query.Where(pair => !string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)));
        var path = "/" + request.Path.ToUriComponent().TrimStart('/', '\\');
        return path + rest.ToUriComponent();
    }
}
