namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// A configuration that cannot be used. The message is for a person: it names the file, the line, the entry and what is wrong.
/// It never holds a secret.
/// </summary>
public sealed class ConfigurationFaultException : Exception
{
    public ConfigurationFaultException(string message)
        : base(message)
    {
    }

    public ConfigurationFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
