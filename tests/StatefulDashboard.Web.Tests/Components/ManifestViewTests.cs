using Bunit;
using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Web.Components.Manifest;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class ManifestViewTests : ComponentTest
{
    [Fact]
    public void Manifest_Shown_FoldsManagedFieldsAndCopiesTheRest()
    {
        var view = Show(Shown(new(null, "metadata:\n"), new("managedFields", "  managedFields: []\n"), new(null, "  name: web\n"), new("status", "status: {}\n")));

        view.Find("[data-testid=fold-managedFields]").HasAttribute("open").ShouldBeFalse();
        view.Find("[data-testid=fold-status]").HasAttribute("open").ShouldBeTrue();
        string.Concat(view.FindAll("#manifest-text [data-copy-part='']").Select(part => part.TextContent)).ShouldBe("metadata:\n  name: web\nstatus: {}\n");
        view.Find("[data-testid=manifest-copy]").GetAttribute("data-copy-from").ShouldBe("manifest-text");
        view.Find("[data-testid=manifest-json]").GetAttribute("href").ShouldBe("/json");
        view.FindAll("[data-testid=manifest-cut], [data-testid=manifest-state]").ShouldBeEmpty();
    }

    [Fact]
    public void Manifest_TooLong_IsCutAtALineAndLinksToTheRest()
    {
        var view = Show(Shown(new ManifestSection(null, string.Concat(Enumerable.Repeat("a: 123456789\n", 100_000)))));

        var text = view.Find("[data-testid=manifest]").TextContent.Trim();
        text.Length.ShouldBeLessThanOrEqualTo(ManifestView.MostLetters + 2);
        text.ShouldEndWith("a: 123456789\n…");
        view.Find("[data-testid=manifest-cut]").TextContent.ShouldContain("200,000");
        view.FindAll("[data-testid=manifest-copy]").ShouldBeEmpty("half of an object is worth nothing to kubectl");
        view.Find("[data-testid=manifest-json]").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(ManifestState.NotThere)]
    [InlineData(ManifestState.NotOfSet)]
    [InlineData(ManifestState.Unread)]
    public void Manifest_NotShown_SaysWhyAndOffersNothingToCopy(ManifestState state)
    {
        var view = Show(new("secret/<b>x", state, [], ["statefulset/web"], 3));

        view.Find("[data-testid=manifest-state]").TextContent.ShouldContain("secret/<b>x");
        view.FindAll("[data-testid=manifest-copy], [data-testid=manifest-json], b").ShouldBeEmpty();
        view.FindAll("option").Select(option => option.GetAttribute("value")).ShouldBe(["secret/<b>x", "statefulset/web"]);
    }

    [Fact]
    public void Choice_OfAnotherObject_IsTold()
    {
        string? chosen = null;
        var view = Render<ManifestView>(parameters => parameters.Add(one => one.Manifest, Shown(new ManifestSection(null, "a: b\n"))).Add(one => one.JsonAddress, "/json").Add(one => one.Chosen, item => chosen = item));

        view.Find("[data-testid=manifest-choice]").Change("pod/web-0");

        chosen.ShouldBe("pod/web-0");
    }

    private static SetManifest Shown(params ManifestSection[] sections) => new("statefulset/web", ManifestState.Shown, [.. sections], ["statefulset/web", "pod/web-0"], 0);

    private IRenderedComponent<ManifestView> Show(SetManifest manifest) =>
        Render<ManifestView>(parameters => parameters.Add(view => view.Manifest, manifest).Add(view => view.JsonAddress, "/json"));
}
