namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>The key of an object within its kind. <see cref="Namespace"/> is empty for kinds of the whole cluster.</summary>
public readonly record struct NamespacedName(string Namespace, string Name) : IComparable<NamespacedName>
{
    public int CompareTo(NamespacedName other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    public static bool operator <(NamespacedName left, NamespacedName right) => left.CompareTo(right) < 0;

    public static bool operator >(NamespacedName left, NamespacedName right) => left.CompareTo(right) > 0;

    public static bool operator <=(NamespacedName left, NamespacedName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(NamespacedName left, NamespacedName right) => left.CompareTo(right) >= 0;

    public override string ToString() => Namespace.Length == 0 ? Name : Namespace + "/" + Name;
}
