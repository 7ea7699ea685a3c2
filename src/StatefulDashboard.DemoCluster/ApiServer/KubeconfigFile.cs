using System.Text;

namespace StatefulDashboard.DemoCluster.ApiServer;

/// <summary>The kubeconfig of this cluster, readable by its owner only; a temporary one is removed with the cluster.</summary>
internal sealed class KubeconfigFile : IDisposable
{
    private readonly string? temporaryFolder;

    public KubeconfigFile(string? path, Uri address, string authorityPem, string token)
    {
        if (path is null)
        {
            temporaryFolder = Directory.CreateTempSubdirectory("demo-cluster-").FullName;
            path = System.IO.Path.Combine(temporaryFolder, "kubeconfig");
        }
        else
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        }

        Path = System.IO.Path.GetFullPath(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            File.Delete(Path);
        }

        using var writer = new StreamWriter(Path, new UTF8Encoding(false), options);
        writer.Write($"""
            apiVersion: v1
            kind: Config
            current-context: demo
            clusters:
            - name: demo
              cluster:
                server: {address.GetLeftPart(UriPartial.Authority)}
                certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(authorityPem + "\n"))}
            contexts:
            - name: demo
              context:
                cluster: demo
                user: admin
            users:
            - name: admin
              user:
                token: {token}

            """);
    }

    public string Path { get; }

    public void Dispose()
    {
        if (temporaryFolder is not null)
        {
            Directory.Delete(temporaryFolder, recursive: true);
        }
    }
}
