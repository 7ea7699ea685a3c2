using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Lifecycle;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class PodCardTests : ComponentTest
{
    private const string Hostile = "<img src=x onerror=alert(1)>\\u202eb";

    /// <summary>Every text of a pod that somebody else wrote, hostile.</summary>
    private static readonly string HostilePod = """
        {"metadata":{"name":"web-0","namespace":"db","uid":"u","creationTimestamp":"2026-01-02T11:00:00Z","deletionTimestamp":"2026-01-02T11:30:00Z","deletionGracePeriodSeconds":30,"finalizers":["EVIL"],"ownerReferences":[{"uid":"set-uid","controller":true}]},
         "spec":{"nodeName":"EVIL","initContainers":[{"name":"EVIL","image":"EVIL"}],
          "containers":[{"name":"app","image":"EVIL","startupProbe":{"exec":{"command":["EVIL"]}},"lifecycle":{"postStart":{"exec":{"command":["EVIL"]}},"stopSignal":"EVIL"},"resources":{"limits":{"EVIL":"EVIL"}},"volumeMounts":[{"name":"v","mountPath":"EVIL","subPath":"EVIL"}]}],
          "volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"EVIL"}}]},
         "status":{"phase":"Failed","reason":"EVIL","message":"EVIL","conditions":[{"type":"PodScheduled","status":"False","reason":"EVIL","message":"EVIL"}],
          "containerStatuses":[{"name":"app","restartCount":2,"state":{"waiting":{"reason":"EVIL","message":"EVIL"}},"lastState":{"terminated":{"exitCode":1,"reason":"EVIL","message":"EVIL"}}}]}}
        """.Replace("EVIL", Hostile, StringComparison.Ordinal);

    [Fact]
    public void Card_HostileTexts_AreShownAsText()
    {
        var warning = new Event { Metadata = new() { Name = "e" }, InvolvedObject = new() { Uid = "u" }, Reason = "<b>x</b>", Message = "<script>alert(1)</script>", Count = 1 };
        var card = Card(HostilePod, warning);

        card.FindAll("img, script, .inside b b").ShouldBeEmpty();
        card.Markup.ShouldContain("&lt;img src=x onerror=alert(1)&gt;\\u202eb");
        card.Find("article").TextContent.ShouldNotContain("\u202e", Case.Sensitive);
    }

    [Fact]
    public void Card_TerminatingPod_SaysHowLongAndWhatItWaitsFor()
    {
        var end = Card(HostilePod).Find("[data-testid=pod-end]");

        end.GetAttribute("data-overdue").ShouldBe("true");
        end.QuerySelectorAll("li").Select(item => item.GetAttribute("data-code")).ShouldContain("StopFinalizer");
        end.TextContent.ShouldContain("since its grace of 30 s was over:");
    }

    [Fact]
    public void Card_OutOfMemory_IsSaidInWordsWithTheLimit()
    {
        var card = Card("""
            {"metadata":{"name":"web-0","namespace":"db","uid":"u","ownerReferences":[{"uid":"set-uid","controller":true}]},
             "spec":{"nodeName":"node-a","containers":[{"name":"app","image":"app:1","resources":{"limits":{"memory":"256Mi"}},"livenessProbe":{"tcpSocket":{"port":80}}}]},
             "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 40s restarting failed container=app"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled","finishedAt":"2026-01-02T11:59:50Z"}}}]}}
            """);

        card.Find("[data-testid=last-end]").TextContent.ShouldContain("Used more memory than its limit of 256Mi: the kernel killed it (OOMKilled, exit code 137).");
        card.Find("[data-testid=container-life]").TextContent.ShouldContain("Was started again 3 times; the next start comes after a pause of 40 s");
        card.Find("[data-until]").GetAttribute("data-until").ShouldStartWith("2026-01-02T12:00:30");
        card.Find("[data-testid=probe-now]").GetAttribute("data-passes").ShouldBe("unknown");
        card.Find("[data-testid=restarts]").TextContent.ShouldBe("3 restarts");
    }

    [Fact]
    public void Card_IsOpenedAndClosed_ByItsButton()
    {
        var card = Card(HostilePod, opens: false);
        card.FindAll(".inside").ShouldBeEmpty("what nobody sees is not drawn");
        var button = card.Find("button.open");
        button.GetAttribute("aria-expanded").ShouldBe("false");

        button.Click();

        card.FindAll(".inside").Count.ShouldBe(1);
        card.Find("button.open").GetAttribute("aria-expanded").ShouldBe("true");
    }

    [Fact]
    public void Card_PodComesIntoTrouble_OpensByItselfUnlessSomebodyHasClosedIt()
    {
        var card = Card(HostilePod, opens: false);
        card.Render(parameters => parameters.Add(one => one.OpensByItself, true));
        card.FindAll(".inside").Count.ShouldBe(1);

        card.Find("button.open").Click();
        card.Render(parameters => parameters.Add(one => one.OpensByItself, true));

        card.FindAll(".inside").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("app:1", 0)]
    [InlineData("app:2", 1)]
    public void Card_PodOfAnotherTemplate_ShowsItsOwnPlan(string templateImage, int plans)
    {
        var life = Read("""
            {"metadata":{"name":"web-0","namespace":"db","uid":"u","ownerReferences":[{"uid":"set-uid","controller":true}]},
             "spec":{"containers":[{"name":"app","image":"app:1","volumeMounts":[{"name":"v","mountPath":"/v"}]}],"volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"v-web-0"}}]}}
            """, new StatefulSetDetail
        {
            Spec = new()
            {
                VolumeClaimTemplates = [new() { Metadata = new() { Name = "v" } }],
                Template = new() { Spec = new() { Containers = [new() { Name = "app", Image = templateImage, VolumeMounts = [new() { Name = "v", MountPath = "/v" }] }] } },
            },
        });

        var card = Render<PodCard>(parameters => parameters.Add(one => one.Pod, life.Pods[0]).Add(one => one.Template, life.Template).Add(one => one.OpensByItself, true));

        card.FindAll("[data-testid=own-plan]").Count.ShouldBe(plans);
    }

    [Fact]
    public void Plan_ProbesAndHooks_SayWhatTheyMean()
    {
        var life = Read("""
            {"metadata":{"name":"web-0","namespace":"db","uid":"u","ownerReferences":[{"uid":"set-uid","controller":true}]},
             "spec":{"terminationGracePeriodSeconds":60,"securityContext":{"fsGroup":1000,"fsGroupChangePolicy":"OnRootMismatch"},
              "containers":[{"name":"app","image":"app","livenessProbe":{"tcpSocket":{"port":9300},"periodSeconds":20},"lifecycle":{"preStop":{"sleep":{"seconds":3}}}}]}}
            """);

        var plan = Render<LifePlan>(parameters => parameters.Add(one => one.Plan, life.Pods[0].Plan));

        plan.Find("[data-testid=probe-plan]").GetAttribute("data-worst").ShouldBe("61");
        Text(plan.Find("[data-testid=probe-plan]")).ShouldBe("tcp :9300 every 20 s, 3 failures in a row, timeout 1 s, first after 0 s A hang is noticed after 61 s at worst: then the container is killed and started again.");
        plan.Find("[data-testid=hook-plan]").TextContent.ShouldContain("of 60 s of grace, 57 s are left for the process");
        plan.Find("[data-testid=fs-group]").TextContent.ShouldContain("OnRootMismatch");
        plan.Markup.ShouldContain("the default for latest and for no tag");
    }

    private static string Text(IElement element) => string.Join(' ', element.Children.Select(child => child.TextContent.Trim()));

    private IRenderedComponent<PodCard> Card(string pod, Event? warning = null, bool opens = true)
    {
        var life = Read(pod, null, warning);
        return Render<PodCard>(parameters => parameters.Add(one => one.Pod, life.Pods[0]).Add(one => one.OpensByItself, opens));
    }

    private static SetLifecycle Read(string pod, StatefulSetDetail? template = null, Event? warning = null) => LifecycleReader.Read(
        new(Samples.Set(), template, [JsonSerializer.Deserialize(pod, KubernetesJsonContext.Default.PodDetail)!], warning is null ? [] : [warning], _ => null, false, []), Samples.Now);
}
