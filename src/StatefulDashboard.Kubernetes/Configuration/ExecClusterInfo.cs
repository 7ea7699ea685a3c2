using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>The cluster as a credential plugin is told of it when it asks (provideClusterInfo).</summary>
internal static class ExecClusterInfo
{
    public static string Of(KubeconfigEntry cluster)
    {
        var info = new JsonObject { ["server"] = cluster.Text("server") };
        foreach (var field in (string[])["tls-server-name", "proxy-url"])
        {
            if (cluster.Text(field) is { } text)
            {
                info[field] = text;
            }
        }

        if (cluster.Flag("insecure-skip-tls-verify"))
        {
            info["insecure-skip-tls-verify"] = true;
        }

        if (cluster.Pem("certificate-authority") is var (_, pem))
        {
            info["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem));
        }

        // the extension of this name is handed through as it is
        info["config"] = cluster.Sections("extensions").FirstOrDefault(entry => entry.Text("name") == "client.authentication.k8s.io/exec") is { } extension
            ? extension.Json("extension")
            : null;
        return info.ToJsonString();
    }
}
