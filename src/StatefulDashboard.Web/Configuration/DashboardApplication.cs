using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR;
using StatefulDashboard.Web.Api;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components;
using StatefulDashboard.Web.Dns;
using StatefulDashboard.Web.Hubs;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Metrics;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Configuration;

/// <summary>Services, and the way of a request through them.</summary>
public static class DashboardApplication
{
    /// <summary>Bytes that one hub message or form may have.</summary>
    private const int MostBytes = 64 * 1024;

    /// <param name="change">Called last: services that are to be others.</param>
    public static WebApplication Build(WebApplicationBuilder builder, DashboardSettings settings, SignInMode mode, Action<IServiceCollection>? change = null)
    {
        builder.WebHost.UseStaticWebAssets();
        // a start that fails is told once, in words; the framework would print its stack as well
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        AddServices(builder.Services, settings, mode);
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.GetRequiredService<ConnectionMeters>(); // it must hear of the first connection
        UsePipeline(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, DashboardSettings settings, SignInMode mode)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new LaunchToken(settings.Security.LaunchToken));
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<PersonCookie>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SignIn>(provider, mode));
        AddRights(services, mode);
        services.AddSingleton(settings.Operations with { IsReadOnly = settings.Security.ReadOnly });
        // the same key wherever the program lies: a session, and an operation under way, outlive a move
        services.AddDataProtection().SetApplicationName("StatefulDashboard");
        services.AddSingleton<OperationSeal>();
        services.AddSingleton<OperationStore>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<ClusterDirectory>();
        services.AddSingleton<IClusterReader>(provider => provider.GetRequiredService<ClusterDirectory>());
        services.AddSingleton<LabAccess>();
        services.AddSingleton<ClusterResolvers>();
        services.AddSingleton<NameResolver>();
        services.AddSingleton<NameAsker>();
        services.AddSingleton<ConnectionMeters>();
        services.AddSingleton<IWatchHealths, WatchHealths>();
        services.AddScoped<ICurrentPerson, CurrentPerson>();
        services.AddSingleton<IRights, Rights>();
        services.AddSingleton<IActionGate, ActionGate>();
        services.AddScoped<IActions, Actions>();
        services.AddScoped<IOperations, OperationCommands>();
        services.AddScoped<OperationStarter>();
        services.AddScoped<OperationTexts>();
        services.AddScoped<StatefulSetDocuments>();
        services.AddParts();
        services.AddHttpContextAccessor();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = ApiFallback.Explain);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "stateful-dashboard";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        services.AddOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>().Configure<StatementText>((options, texts) => ApiJson.Configure(options.SerializerOptions, texts));
        services.AddOptions<JsonHubProtocolOptions>().Configure<StatementText>((options, texts) => ApiJson.Configure(options.PayloadSerializerOptions, texts));
        services.AddSignalR(signalR =>
        {
            signalR.MaximumReceiveMessageSize = MostBytes;
            signalR.StreamBufferCapacity = 1;
        });
        services.AddDashboardComponents();
    }

    // on one machine the person is the account, and there is nobody else to be asked about
    private static void AddRights(IServiceCollection services, SignInMode mode)
    {
        if (mode == SignInMode.Demo)
        {
            services.AddSingleton<IReadPolicy, ReviewedReadPolicy>();
            services.AddSingleton<IPersonClients, DemoPersonClients>();
        }
        else
        {
            services.AddSingleton<IReadPolicy, LocalReadPolicy>();
            services.AddSingleton<IPersonClients, AccountClients>();
        }
    }

    // Host filtering is put before all of this by the framework, from AllowedHosts
    private static void UsePipeline(WebApplication app)
    {
        app.Use(next => context => SecurityHeaders.InvokeAsync(context, next));
        app.Use(next => context => OriginCheck.InvokeAsync(context, next));
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseDashboardLanguages();
        app.UseAuthentication();
        app.Use(next => context => context.RequestServices.GetRequiredService<SignIn>().InvokeAsync(context, next));
        app.UseAntiforgery();
        app.MapDashboardComponents();
        app.MapPersonSwitch();
        app.MapClusterEndpoints();
        app.MapPartEndpoints();
        app.MapDnsEndpoint();
        app.MapManifestEndpoints();
        app.MapOperationEndpoints();
        app.MapLabEndpoints();
        app.MapMetrics();
        app.MapHub<StatefulSetsHub>("/hubs/statefulsets", hub => hub.ApplicationMaxBufferSize = MostBytes);
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        app.MapGet("/readyz", (ClusterDirectory clusters) =>
            clusters.IsReady ? Results.Text("ok\n") : Results.Text("the first sync is not done yet\n", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.Map("/api/{**rest}", ApiFallback.Answer);
    }
}
