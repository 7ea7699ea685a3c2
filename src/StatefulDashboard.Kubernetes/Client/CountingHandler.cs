using System.Globalization;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Counts what goes out, each sending of a request by itself, by verb and answer. A watch counts when its answer begins.</summary>
internal sealed class CountingHandler(HttpMessageHandler inner, RequestCounts counts) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var code = "none";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return response;
        }
        finally
        {
            counts.Add(VerbOf(request), code);
        }
    }

    /// <summary>Lists are the reads that ask for pages, see <see cref="ApiPaths"/>.</summary>
    private static string VerbOf(HttpRequestMessage request)
    {
        var query = request.RequestUri?.Query ?? "";
        return request.Method.Method switch
        {
            "GET" when query.Contains("watch=true", StringComparison.Ordinal) => "watch",
            "GET" when query.Contains("limit=", StringComparison.Ordinal) => "list",
            "POST" => "create",
            "PUT" => "update",
            var method => method.ToLowerInvariant(),
        };
    }
}
