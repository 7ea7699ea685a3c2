using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Knows the people of the cluster by their bearer tokens.</summary>
internal sealed class Authenticator(IReadOnlyList<DemoPerson> people)
{
    private const string Scheme = "Bearer ";

    private readonly (byte[] Token, Requester Requester)[] known =
        [.. people.Select(p => (Encoding.UTF8.GetBytes(p.Token), new Requester(p.Name, p.Name, p.Groups, Requester.NoExtra)))];

    /// <exception cref="ApiException">401: there is no token, or nobody has it.</exception>
    public Requester Authenticate(HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        return (given.StartsWith(Scheme, StringComparison.Ordinal) ? WithToken(given[Scheme.Length..]) : null) ?? throw Refusals.Unauthorized();
    }

    /// <summary>Who has this token; null when nobody has. How long it takes tells nothing about the tokens.</summary>
    public Requester? WithToken(string token)
    {
        var given = Encoding.UTF8.GetBytes(token);
        Requester? found = null;
        foreach (var (expected, requester) in known)
        {
            found = CryptographicOperations.FixedTimeEquals(given, expected) ? requester : found;
        }

        return found;
    }
}
