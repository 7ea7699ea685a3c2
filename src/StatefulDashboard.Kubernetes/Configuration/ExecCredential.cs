using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>What a credential plugin gave.</summary>
/// <param name="ExpiresAt">Null: good until the server refuses it.</param>
internal sealed record ExecCredential(string? Token, X509Certificate2? Certificate, DateTimeOffset? ExpiresAt)
{
    /// <summary>Reads a plugin's output. What is wrong with it is said without showing any of it: it holds secrets.</summary>
    /// <exception cref="FormatException">It is no ExecCredential of this version, or holds none.</exception>
    public static ExecCredential Read(string output, string apiVersion)
    {
        try
        {
            if (JsonNode.Parse(output) is not JsonObject answer || (string?)answer["kind"] is not "ExecCredential")
            {
                throw new FormatException("its output is no ExecCredential");
            }

            if ((string?)answer["apiVersion"] is var version && !string.Equals(version, apiVersion, StringComparison.Ordinal))
            {
                throw new FormatException($"its output is of version {version}, {apiVersion} was asked for");
            }

            return Read(answer["status"] as JsonObject ?? throw new FormatException("its output has no status"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("its output is no proper JSON", fault);
        }
    }

    private static ExecCredential Read(JsonObject status)
    {
        var (token, certificate, key) = ((string?)status["token"], (string?)status["clientCertificateData"], (string?)status["clientKeyData"]);
        if (string.IsNullOrEmpty(certificate) != string.IsNullOrEmpty(key))
        {
            throw new FormatException("it gave a client certificate without its key, or a key without its certificate");
        }

        if (string.IsNullOrEmpty(token) && string.IsNullOrEmpty(certificate))
        {
            throw new FormatException("it gave neither a token nor a client certificate");
        }

        if (token?.Any(letter => letter is < ' ' or > '~') == true)
        {
            throw new FormatException("its token holds characters that no token has");
        }

        return new(string.IsNullOrEmpty(token) ? null : token, string.IsNullOrEmpty(certificate) ? null : Pair(certificate, key!), Expiration((string?)status["expirationTimestamp"]));
    }

    private static X509Certificate2 Pair(string certificate, string key)
    {
        try
        {
            return KubeconfigCertificates.Pair(certificate, key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new FormatException("its client certificate and key are no PEM certificate and its key", fault);
        }
    }

    private static DateTimeOffset? Expiration(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw new FormatException("its expirationTimestamp is no time");
}
