using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Tests.Messages;

public sealed class DnsNameTests
{
    [Fact]
    public void Equality_CaseDiffers_NamesAndHashesAreEqual()
    {
        var lower = DnsName.Parse("db-0.db.svc.cluster.local");
        var upper = DnsName.Parse("DB-0.db.SVC.cluster.Local.");

        upper.ShouldBe(lower);
        upper.GetHashCode().ShouldBe(lower.GetHashCode());
        upper.ToString().ShouldBe("DB-0.db.SVC.cluster.Local");
    }

    [Fact]
    public void Equality_BytesAboveAscii_AreNotFolded() => DnsName.Parse(@"\195").ShouldNotBe(DnsName.Parse(@"\227"));

    [Fact]
    public void Equality_DotInsideALabel_IsAnotherName() => DnsName.Parse(@"a\.b").ShouldNotBe(DnsName.Parse("a.b"));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a\\")]
    [InlineData("a\\25")]
    [InlineData("a\\256")]
    [InlineData("a\\1+2")]
    [InlineData("ä")]
    public void Parse_NoName_Throws(string text)
    {
        Should.Throw<DnsFormatException>(() => DnsName.Parse(text));
        DnsName.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryParse_Null_IsFalse() => DnsName.TryParse(null, out _).ShouldBeFalse();

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Parse_LabelLength_Has63BytesAtMost(int length, bool valid) => DnsName.TryParse(new string('a', length), out _).ShouldBe(valid);

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void Parse_NameLength_Has255BytesAtMost(int last, bool valid)
    {
        var label = new string('a', 63);
        var text = $"{label}.{label}.{label}.{new string('b', last)}";

        DnsName.TryParse(text, out var name).ShouldBe(valid);
        (name?.Wire.Length ?? 255).ShouldBe(255);
    }

    [Fact]
    public void Prepend_NameWouldBeTooLong_Throws()
    {
        var label = new string('a', 63);
        var name = DnsName.Parse($"{label}.{label}.{label}");

        name.Prepend(new('b', 61)).Wire.Length.ShouldBe(255);
        Should.Throw<DnsFormatException>(() => name.Prepend(new('b', 62)));
        Should.Throw<DnsFormatException>(() => name.Prepend(""));
        Should.Throw<DnsFormatException>(() => name.Prepend("\u0100"));
    }

    [Fact]
    public void ToString_EveryByte_ParsesBack()
    {
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            var name = DnsName.Root.Prepend("x").Prepend($"{(char)value}7");
            DnsName.Parse(name.ToString()).Wire.ToArray().ShouldBe(name.Wire.ToArray());
        }
    }

    [Fact]
    public void Root_ParsesAndFormatsAsADot()
    {
        DnsName.Parse(".").ShouldBe(DnsName.Root);
        DnsName.Root.ToString().ShouldBe(".");
        DnsName.Root.Parent.ShouldBeNull();
        DnsName.Root.Labels.ShouldBeEmpty();
    }

    [Fact]
    public void Parent_OfAName_LacksTheFirstLabel()
    {
        var name = DnsName.Parse("db-0.db.shop");

        name.Parent.ShouldBe(DnsName.Parse("db.shop"));
        name.Labels.ShouldBe(["db-0", "db", "shop"]);
    }

    [Theory]
    [InlineData("db.shop.svc", "SVC", true)]
    [InlineData("db.shop.svc", "db.shop.svc", true)]
    [InlineData("db.shop.svc", ".", true)]
    [InlineData("db.shopsvc", "svc", false)]
    [InlineData("svc", "shop.svc", false)]
    [InlineData(@"a\003svc", "svc", false)]
    public void IsWithin_ComparesWholeLabels(string name, string ancestor, bool within) =>
        DnsName.Parse(name).IsWithin(DnsName.Parse(ancestor)).ShouldBe(within);
}
