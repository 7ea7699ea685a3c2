using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Radzen;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Components;

/// <summary>What the pages need, and where they are.</summary>
public static class ComponentServices
{
    /// <summary>The languages that have texts; the first is the default.</summary>
    public static readonly string[] Languages = ["en", "zh-Hans"];

    public static IServiceCollection AddDashboardComponents(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRadzenComponents();
        services.AddAntiforgery();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<StatementText>();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = 50;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
        });
        return services;
    }

    /// <summary>To be put before the endpoints: the language of the request.</summary>
    public static void UseDashboardLanguages(this WebApplication app) =>
        app.UseRequestLocalization(new RequestLocalizationOptions().SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages));

    public static void MapDashboardComponents(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapPost("/preferences/language", SetLanguage);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    // a form parameter makes the framework ask for the antiforgery token
    private static IResult SetLanguage(HttpContext context, [FromForm] string? language, [FromForm] string? returnTo)
    {
        if (Languages.Contains(language))
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language!));
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName, value,
                new() { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        }

        return Results.LocalRedirect(LocalPath.Of(returnTo));
    }
}
