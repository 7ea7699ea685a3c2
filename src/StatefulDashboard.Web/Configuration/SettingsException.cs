namespace StatefulDashboard.Web.Configuration;

/// <summary>The settings cannot be used; the message tells every fault.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  - " + fault)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
