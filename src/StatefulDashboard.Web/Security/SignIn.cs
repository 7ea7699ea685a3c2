using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace StatefulDashboard.Web.Security;

/// <summary>Turns a request into a person, or turns it away.</summary>
public sealed class SignIn(SignInMode mode, LaunchToken token, DemoPeople people, PersonCookie cookie)
{
    private const string DemoScheme = "demo";
    private static readonly Person Owner = new("local", "local");

    /// <summary>Whether a browser may be one of several people, by its own choice.</summary>
    public bool MayChoose => mode == SignInMode.Demo && people.All.Count > 0;

    /// <summary>Who is behind a principal; a person without a name is nobody and sees nothing.</summary>
    public Person PersonOf(ClaimsPrincipal? user) =>
        user?.Identity is not { IsAuthenticated: true } identity ? Person.Nobody
        : mode == SignInMode.Local ? Owner
        : identity.AuthenticationType == DemoScheme ? people.Named(identity.Name) ?? Person.Nobody
        : Person.Nobody;

    /// <summary>
    /// In the demo: the person that a program's token or the browser's cookie names. Else the launch link: /?token=… is answered with
    /// a cookie and a redirect that drops the token from the address, and programs send it as a bearer token. Everybody else is told what to do.
    /// </summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        IsOpen(context.Request.Path) ? next(context)
        : mode == SignInMode.Demo ? InvokeDemoAsync(context, next)
        : InvokeLocalAsync(context, next);

    private async Task InvokeDemoAsync(HttpContext context, RequestDelegate next)
    {
        Person person;
        if (context.Request.Headers.Authorization.Count > 0)
        {
            if (Bearer(context.Request) is not { } bearer || people.WithToken(bearer) is not { } known)
            {
                await RefuseAsync(context, "This bearer token is nobody's here. Send that of one of the demo cluster's people, or none.");
                return;
            }

            person = known;
        }
        else
        {
            person = Chosen(context);
        }

        context.User = person.IsNobody ? new(new ClaimsIdentity()) : Principal(person.Name, DemoScheme);
        await next(context);
    }

    // who never chose is the first; a cookie that was not written here must give no more than it did: it becomes nobody, and stays so
    // until somebody is chosen
    private Person Chosen(HttpContext context)
    {
        if (cookie.Read(context.Request, out var isForged) is not { } name)
        {
            return people.All is [var first, ..] ? first : Person.Nobody;
        }

        if (people.Named(name) is { } person)
        {
            return person;
        }

        if (isForged && !context.WebSockets.IsWebSocketRequest)
        {
            cookie.Write(context.Response, "");
        }

        return Person.Nobody;
    }

    private async Task InvokeLocalAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) && token.Matches(context.Request.Query["token"]))
        {
            await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Principal(Owner.Name, CookieAuthenticationDefaults.AuthenticationScheme));
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(Without(context.Request, "token"));
            return;
        }

        if (context.User.Identity?.IsAuthenticated != true && Bearer(context.Request) is { } bearer && token.Matches(bearer))
        {
            context.User = Principal(Owner.Name, CookieAuthenticationDefaults.AuthenticationScheme);
        }

        if (context.User.Identity?.IsAuthenticated == true)
        {
            await next(context);
            return;
        }

        await RefuseAsync(context, "Open the link that was printed when the dashboard started (it ends in ?token=…), or send that token as \"Authorization: Bearer …\".");
    }

    private static Task RefuseAsync(HttpContext context, string whatToDo) =>
        Results.Problem(whatToDo, statusCode: StatusCodes.Status401Unauthorized, title: "Who are you?").ExecuteAsync(context);

    private static bool IsOpen(PathString path) => path == "/healthz" || path == "/readyz";

    private static ClaimsPrincipal Principal(string name, string scheme) => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], scheme));

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
