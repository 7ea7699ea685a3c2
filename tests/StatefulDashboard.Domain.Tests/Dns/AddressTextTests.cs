using System.Net;
using System.Net.Sockets;
using StatefulDashboard.Domain.Dns;

namespace StatefulDashboard.Domain.Tests.Dns;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("10.244.0.7", "10.244.0.7")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("FD00:0:0::0001", "fd00::1")]
    [InlineData("::", "::")]
    [InlineData("1::", "1::")]
    [InlineData("::1", "::1")]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    [InlineData("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7")]
    [InlineData("64:ff9b::10.0.0.1", "64:ff9b::a00:1")]
    public void Canonical_OfAnAddress_IsItsOneForm(string text, string expected) => AddressText.Canonical(text).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.01")]
    [InlineData("10.0.0.256")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("web-0")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7::8:9")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("12345::")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("10.0.0.1::")]
    [InlineData("::10.0.0.1:5")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    public void Canonical_OfSomethingElse_IsNull(string text) => AddressText.Canonical(text).ShouldBeNull();

    /// <summary>.NET's own parser is the second opinion: the same bytes.</summary>
    [Fact]
    public void Canonical_OfRandomVersion6_IsTheSameAddress()
    {
        var random = new Random(6);
        var bytes = new byte[16];
        for (var round = 0; round < 2000; round++)
        {
            random.NextBytes(bytes);
            for (var index = 0; index < 16; index++)
            {
                bytes[index] = random.Next(3) > 0 ? (byte)0 : bytes[index];
            }

            var address = new IPAddress(bytes);
            var canonical = AddressText.Canonical(address.ToString());
            canonical.ShouldNotBeNull(address.ToString());
            IPAddress.Parse(canonical).ShouldBe(address);
            AddressText.OfReverseName(AddressText.ReverseName(canonical)!.Split('.')).ShouldBe(canonical);
            address.AddressFamily.ShouldBe(AddressFamily.InterNetworkV6);
        }
    }

    [Theory]
    [InlineData("10.96.0.1", "1.0.96.10.in-addr.arpa")]
    [InlineData("fd00::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa")]
    public void ReverseName_AndBack_IsTheAddress(string address, string expected)
    {
        AddressText.ReverseName(address).ShouldBe(expected);
        AddressText.OfReverseName(expected.Split('.')).ShouldBe(address);
    }

    [Theory]
    [InlineData("1.0.96.in-addr.arpa")]
    [InlineData("web-0.nginx.db.svc")]
    [InlineData("300.0.96.10.in-addr.arpa")]
    public void OfReverseName_OfNoWholeAddress_IsNull(string name) => AddressText.OfReverseName(name.Split('.')).ShouldBeNull();
}
