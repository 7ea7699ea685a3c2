using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Web.Configuration;

try
{
    await DashboardHost.RunAsync(args);
    return 0;
}
catch (Exception exception) when (exception is SettingsException or StartUpException or ConfigurationFaultException)
{
    // one message that a person can act on, and no stack
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
