using System.Text;

namespace StatefulDashboard.DemoCluster.ApiServer;

/// <summary>The kubeconfig of this cluster, readable by its owner only; a temporary one is removed with the cluster.</summary>
internal sealed class KubeconfigFile : IDisposable
{
    private readonly string? temporaryFolder;

    /// <param name="path">Where it is written; null for a private temporary file.</param>
    /// <param name="address">Of the API server.</param>
    /// <param name="authorityPem">Who signed the server's certificate.</param>
    /// <param name="people">Each gets a user and a context; the first one's is the current.</param>
    public KubeconfigFile(string? path, Uri address, string authorityPem, IReadOnlyList<DemoPerson> people)
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
            {string.Join('\n', people.Select(Context))}
            users:
            {string.Join('\n', people.Select(User))}

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

    private static string Context(DemoPerson person, int index)
        => $"- name: {(index == 0 ? "demo" : $"demo-{person.Name}")}\n  context:\n    cluster: demo\n    user: {person.Name}{(person.Namespace is { } home ? $"\n    namespace: {home}" : "")}";

    private static string User(DemoPerson person) => $"- name: {person.Name}\n  user:\n    token: {person.Token}";
}
