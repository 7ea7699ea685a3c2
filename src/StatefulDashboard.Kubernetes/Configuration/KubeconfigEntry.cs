using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>A named cluster, user or context of a kubeconfig: the file that it came from and its fields, read when asked for.</summary>
/// <param name="What">"cluster", "user" or "context".</param>
/// <param name="File">Relative paths count from this file's folder.</param>
internal sealed record KubeconfigEntry(string What, string Name, string File, long Line, ConfigMapping Fields)
{
    public ConfigurationFaultException Fault(string wrong, string? field = null, Exception? because = null)
    {
        var line = field is not null && Fields.Fields.TryGetValue(field, out var node) ? node.Line : Line;
        var message = $"kubeconfig {File}, line {line}: {What} \"{Name}\": {wrong}";
        return because is null ? new(message) : new(message, because);
    }

    /// <summary>True when the field is there with any value, even one of another type.</summary>
    public bool Has(string field) => Fields.Fields.TryGetValue(field, out var node) && node switch
    {
        ConfigScalar scalar => !string.IsNullOrEmpty(scalar.Text),
        ConfigSequence sequence => sequence.Items.Count > 0,
        _ => true,
    };

    /// <summary>Null when absent or empty.</summary>
    public string? Text(string field) => Fields.Fields.GetValueOrDefault(field) switch
    {
        null or ConfigScalar { Text: null or "" } => null,
        ConfigScalar scalar => scalar.Text,
        _ => throw Fault($"{field} is not text", field),
    };

    public bool Flag(string field) => Text(field) switch
    {
        null or "false" or "False" or "FALSE" => false,
        "true" or "True" or "TRUE" => true,
        _ => throw Fault($"{field} is neither true nor false", field),
    };

    /// <summary>The absolute path in a field; null when absent.</summary>
    public string? FilePath(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        try
        {
            return Path.GetFullPath(text, Path.GetDirectoryName(File)!);
        }
        catch (ArgumentException fault)
        {
            throw Fault($"{field} is no path", field, fault);
        }
    }

    /// <summary>The PEM text of <c>field-data</c> (base64) or, when that is absent, of the file that <c>field</c> names.</summary>
    public (string Field, string Pem)? Pem(string field)
    {
        var data = field + "-data";
        if (Text(data) is { } base64)
        {
            try
            {
                return (data, Encoding.UTF8.GetString(Convert.FromBase64String(base64)));
            }
            catch (FormatException fault)
            {
                throw Fault($"{data} is not base64", data, fault);
            }
        }

        if (FilePath(field) is not { } path)
        {
            return null;
        }

        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > YamlReader.MaximumBytes
                ? throw Fault($"{field}: {path} is larger than 1 MB", field)
                : (field, System.IO.File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault($"{field}: {path} cannot be read: {fault.Message}", field, fault);
        }
    }

    public X509Certificate2Collection? Authorities()
    {
        if (Pem("certificate-authority") is not var (field, pem))
        {
            return null;
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(pem);
            return authorities.Count > 0 ? authorities : throw Fault($"{field} holds no PEM certificate", field);
        }
        catch (CryptographicException fault)
        {
            throw Fault($"{field} holds a broken certificate", field, fault);
        }
    }

    public X509Certificate2? ClientCertificate()
    {
        var certificate = Pem("client-certificate");
        var key = Pem("client-key");
        if (certificate is null && key is null)
        {
            return null;
        }

        if (certificate is not var (certificateField, certificatePem))
        {
            throw Fault("client-key without client-certificate", key!.Value.Field);
        }

        if (key is not var (_, keyPem))
        {
            throw Fault("client-certificate without client-key", certificateField);
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificatePem, keyPem);

            // a key that lives in memory only is not accepted by TLS on Windows; the round trip is harmless elsewhere
            return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw Fault("client-certificate and client-key are no PEM certificate and its unencrypted key", certificateField, fault);
        }
    }
}
