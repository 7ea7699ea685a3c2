using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Parts;

/// <summary>
/// A part of what is shown of a set or a cluster that is read only while somebody looks at it. The tab, the JSON answer and the hub
/// stream of a part are made from the same value.
/// </summary>
/// <typeparam name="T">A record that compares by value; its JSON is the document that programs get.</typeparam>
public abstract class Part<T>(PartReader reader) : IPart
    where T : class
{
    /// <summary>In addresses: "storage".</summary>
    public abstract string Name { get; }

    public abstract bool IsOfSet { get; }

    public virtual IReadOnlyList<string> QueryNames => [];

    /// <summary>Names what is to be followed, and answers how the value is made of it. The maker is called again after each change, one call at a time.</summary>
    /// <returns>The maker: it is given the person's newest view and the moment, and answers null where what the part is about is not there.</returns>
    protected internal abstract Func<ClusterView, DateTimeOffset, T?> Follow(LiveObjects objects, PartAddress address);

    /// <summary>Whether a value is whole enough to be answered with where only one is read: false while something of it is still being asked.</summary>
    public virtual bool IsSettled(T value) => true;

    bool IPart.IsSettled(object value) => IsSettled((T)value);

    /// <summary>The value now and after each change. Ends when it is cancelled, or empty when there is no such cluster.</summary>
    public IAsyncEnumerable<PartView<T>> WatchAsync(Person person, PartAddress address, CancellationToken cancellationToken) =>
        reader.WatchAsync(this, person, address, cancellationToken);

    async IAsyncEnumerable<PartView<object>> IPart.WatchAsync(
        Person person, PartAddress address, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var view in WatchAsync(person, address, cancellationToken))
        {
            yield return new(view.Value, view.State, view.Since, view.Error, view.Unread);
        }
    }
}

/// <summary>A part whose type does not matter.</summary>
public interface IPart
{
    /// <inheritdoc cref="Part{T}.Name"/>
    string Name { get; }

    /// <summary>Of one set; else of a whole cluster.</summary>
    bool IsOfSet { get; }

    /// <summary>What of the part may be meant, as it stands in addresses ("object"); with none of them the part answers for itself.</summary>
    IReadOnlyList<string> QueryNames { get; }

    /// <inheritdoc cref="Part{T}.IsSettled"/>
    bool IsSettled(object value);

    /// <inheritdoc cref="Part{T}.WatchAsync"/>
    IAsyncEnumerable<PartView<object>> WatchAsync(Person person, PartAddress address, CancellationToken cancellationToken);
}
