namespace StatefulDashboard.Domain.Dns;

/// <summary>What a resolver is asked.</summary>
/// <param name="Name">Absolute, lower case (names are compared without case, rule 1), without the last dot.</param>
public sealed record NameQuestion(string Name, NameType Type);

/// <summary>The types that can be asked for, spelled as DNS spells them.</summary>
public enum NameType
{
    A,
    AAAA,
    SRV,
    CNAME,
    TXT,
    PTR,
    SOA,
    NS,
}
