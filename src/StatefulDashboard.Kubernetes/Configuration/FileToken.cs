namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// A bearer token in a file that somebody else rotates: read again when what is known is a minute old, or after
/// <see cref="Forget"/>. When it cannot be read again the last one is kept, as client-go does.
/// </summary>
internal sealed class FileToken(string path, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private string? token;
    private long readAt;
    private bool forgotten = true;

    /// <exception cref="ConfigurationFaultException">The file cannot be read or is empty, and no token was ever read.</exception>
    public string? Get()
    {
        lock (gate)
        {
            if (forgotten || time.GetElapsedTime(readAt) >= Lifetime)
            {
                token = Read() ?? token;
                readAt = time.GetTimestamp();
                forgotten = false;
            }

            return token;
        }
    }

    /// <inheritdoc cref="Get"/>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Get());
    }

    public void Forget()
    {
        lock (gate)
        {
            forgotten = true;
        }
    }

    private string? Read()
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            if (text.Length > 0 && !text.Any(char.IsControl))
            {
                return text;
            }

            return token is null ? throw new ConfigurationFaultException($"token file {path} holds no token") : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return token is null ? throw new ConfigurationFaultException($"token file {path} cannot be read: {fault.Message}", fault) : null;
        }
    }
}
