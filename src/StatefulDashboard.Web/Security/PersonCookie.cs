using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace StatefulDashboard.Web.Security;

/// <summary>Keeps in the browser who it is in the demo, so that nobody but this program can have written it.</summary>
public sealed class PersonCookie(IDataProtectionProvider protection)
{
    public const string Name = "stateful-dashboard-person";

    /// <summary>A name of 253 characters, protected, stays far below this.</summary>
    private const int Longest = 4096;

    private readonly IDataProtector protector = protection.CreateProtector("StatefulDashboard.DemoPerson.v1");

    /// <summary>What the browser says: null when it says nothing, empty for nobody.</summary>
    /// <param name="isForged">It was not written here, or was changed since; then it says nobody.</param>
    public string? Read(HttpRequest request, out bool isForged)
    {
        isForged = false;
        if (!request.Cookies.TryGetValue(Name, out var value) || value is null)
        {
            return null;
        }

        try
        {
            if (value.Length <= Longest)
            {
                return protector.Unprotect(value);
            }
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            // told by what is returned
        }

        isForged = true;
        return "";
    }

    /// <param name="person">Empty for nobody: the browser is asked to choose, until it does.</param>
    public void Write(HttpResponse response, string person) => response.Cookies.Append(
        Name, protector.Protect(person), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/", Secure = response.HttpContext.Request.IsHttps });
}
