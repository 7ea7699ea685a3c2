namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>A name and a password, as some proxies in front of an API server want them. Never shown.</summary>
public sealed class BasicCredentials(string user, string password)
{
    internal string Parameter => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(user + ":" + password));
}
