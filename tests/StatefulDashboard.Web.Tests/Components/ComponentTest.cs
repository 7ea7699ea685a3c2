using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Web.Components;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>A component on its own, with the texts and services of the real program.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddScoped<Localization.StatementText>();
        Services.AddScoped<ICurrentPerson>(_ => new Somebody());
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    private sealed class Somebody : ICurrentPerson
    {
        public Person Person { get; } = new("admin", "admin");
    }
}
