using Microsoft.AspNetCore.Mvc;

namespace StatefulDashboard.Web.Security;

/// <summary>The switch that lets a browser be one of the demo's people.</summary>
public static class PersonEndpoints
{
    public static void MapPersonSwitch(this IEndpointRouteBuilder routes) => routes.MapPost("/preferences/person", Choose);

    // a form parameter makes the framework ask for the antiforgery token
    private static IResult Choose(HttpContext context, SignIn signIn, DemoPeople people, PersonCookie cookie, [FromForm] string? person, [FromForm] string? returnTo)
    {
        if (!signIn.MayChoose)
        {
            return Results.Problem("Who you are is settled by how you signed in; only the demo lets you choose.", statusCode: 404, title: "Nothing to choose");
        }

        if (people.Named(person) is not { } chosen)
        {
            return Results.Problem($"Choose one of: {string.Join(", ", people.All.Select(known => known.Name))}.", statusCode: 400, title: "Nobody has this name");
        }

        cookie.Write(context.Response, chosen.Name);
        return Results.LocalRedirect(LocalPath.Of(returnTo));
    }
}
