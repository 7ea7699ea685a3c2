using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// Tells a record that a dashboard wrote from one that somebody else did. Whoever may write ConfigMaps in a namespace could write
/// there that an operation is under way in the name of somebody who may do more; without a seal it is shown, and never driven.
/// The key is that of the dashboard's sessions (Data Protection): dashboards that share it go on with each other's operations.
/// </summary>
public sealed class OperationSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("StatefulDashboard.Operations");

    public string Of(NamespacedName map, string record) => Convert.ToBase64String(protector.Protect(Digest(map, record)));

    public bool Fits(NamespacedName map, string record, string? seal)
    {
        try
        {
            return seal is not null && CryptographicOperations.FixedTimeEquals(protector.Unprotect(Convert.FromBase64String(seal)), Digest(map, record));
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static byte[] Digest(NamespacedName map, string record) => SHA256.HashData(Encoding.UTF8.GetBytes(map + "\n" + record));
}
