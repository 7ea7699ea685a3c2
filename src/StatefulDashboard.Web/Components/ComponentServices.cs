namespace StatefulDashboard.Web.Components;

public static class ComponentServices
{
    public static IServiceCollection AddDashboardComponents(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddScoped<StatefulDashboard.Web.Localization.StatementText>();
        return services;
    }

    public static void MapDashboardComponents(this WebApplication app) { }
}
