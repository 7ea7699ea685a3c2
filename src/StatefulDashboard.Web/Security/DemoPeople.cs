using System.Security.Cryptography;
using System.Text;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Security;

/// <summary>The people of the demo cluster that runs in this process; nobody where none runs.</summary>
public sealed class DemoPeople
{
    private IReadOnlyList<DemoPerson> people = [];

    /// <summary>Who may be chosen, the one that somebody is without choosing at the front.</summary>
    public IReadOnlyList<Person> All => [.. people.Select(Of)];

    /// <summary>To be called once, before anything listens.</summary>
    public void Take(IReadOnlyList<DemoPerson> known) => people = known;

    /// <summary>Null when nobody has this name.</summary>
    public Person? Named(string? name) => Find(name) is { } person ? Of(person) : null;

    /// <summary>Null when it is nobody's. Every token is compared, each in constant time.</summary>
    public Person? WithToken(string given)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        DemoPerson? found = null;
        foreach (var person in people)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(person.Token))))
            {
                found = person;
            }
        }

        return found is null ? null : Of(found);
    }

    /// <summary>The bearer token that the demo cluster knows this person by; null when nobody has this name.</summary>
    public string? TokenOf(string name) => Find(name)?.Token;

    private DemoPerson? Find(string? name) => people.FirstOrDefault(person => string.Equals(person.Name, name, StringComparison.Ordinal));

    private static Person Of(DemoPerson person) => new(person.Name, person.Name) { Groups = person.Groups.ToValueList() };
}
