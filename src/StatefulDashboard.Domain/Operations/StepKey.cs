using System.Globalization;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// Names of the steps that an operation is made of. A plan's steps carry the key of the operation's step in which they happen, so
/// that a page can tell what is done, what is under way and what is still to come.
/// </summary>
public static class StepKey
{
    // rollout
    public const string Start = "start";

    /// <summary>The partition is lowered to this value, and the pods that it releases are replaced.</summary>
    public static string Release(int partition) => "release:" + partition.ToString(CultureInfo.InvariantCulture);

    /// <summary>The gate behind that release: all updated pods Available for the soak time.</summary>
    public static string Gate(int partition) => "gate:" + partition.ToString(CultureInfo.InvariantCulture);

    // deletion
    /// <summary>The retention policy becomes Retain/Retain.</summary>
    public const string Retain = "retain";

    /// <summary>Owner references that would take claims along are taken off them.</summary>
    public const string Unbind = "unbind";

    /// <summary>The pod of this ordinal stops.</summary>
    public static string Stop(int ordinal) => "stop:" + ordinal.ToString(CultureInfo.InvariantCulture);

    public static string Snapshot(string claim) => "snapshot:" + claim;

    /// <summary>The set is deleted.</summary>
    public const string Delete = "delete";

    public static string DeleteClaim(string claim) => "claim:" + claim;

    // both
    public const string Finish = "finish";
}
