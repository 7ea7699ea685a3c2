using System.Globalization;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>The real dig, as a second opinion on what a DNS server answers.</summary>
internal sealed class Dig(Dashboard dashboard)
{
    /// <summary>The data of the answers, sorted; dots at the end of names are left out.</summary>
    public async Task<string[]> ShortAsync(params string[] question) =>
        [.. (await FullAsync(["+short", .. question])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith(';')).Select(line => line.TrimEnd('.')).Order(StringComparer.Ordinal)];

    public async Task<string> FullAsync(params string[] question)
    {
        var server = dashboard.Demo.DnsEndpoint;
        string[] arguments = ["@" + server.Address, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "+time=5", "+tries=1", .. question];
        return (await Commands.RunAsync("dig", arguments)).ShouldSucceed().Output;
    }
}
