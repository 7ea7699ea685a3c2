using System.Text;
using StatefulDashboard.Kubernetes.Client;

namespace StatefulDashboard.Kubernetes.Tests.Client;

public sealed class WarningHeaderTests
{
    /// <summary>The server writes UTF-8, and headers are read as Latin-1.</summary>
    [Fact]
    public void ReadOne_Utf8_IsDecoded() =>
        WarningHeader.ReadOne(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("299 - \"标签 ü\""))).ShouldBe(["标签 ü"]);

    [Fact]
    public void ReadOne_Latin1_IsKept() => WarningHeader.ReadOne("299 - \"\u00fc\"").ShouldBe(["\u00fc"]);

    [Theory]
    [InlineData("299 - \"unending")]
    [InlineData("")]
    [InlineData("299 -")]
    [InlineData("299 - \"a\\")]
    public void ReadOne_Malformed_IsGivenAsItStands(string line) => WarningHeader.ReadOne(line).ShouldBe([line]);

    [Fact]
    public void ReadOne_AnyQuotes_ComesToAnEnd()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var line = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => "\"\\, a9"[random.Next(6)])]);
            WarningHeader.ReadOne(line).ShouldNotBeEmpty(line);
        }
    }
}
