using Microsoft.AspNetCore.Mvc;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Api;

/// <summary>The lab of the demo cluster for programs: what can be played, where the player is, and its buttons.</summary>
public static class LabEndpoints
{
    public static void MapLabEndpoints(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/lab");
        api.MapGet("/", (ICurrentPerson current, LabAccess access) => With(current, access, isWrite: false, _ => { }));
        api.MapPost("/scenarios/{id}/{act}", (string id, string act, ICurrentPerson current, LabAccess access) => With(current, access, isWrite: true, lab =>
        {
            switch (act)
            {
                case "play":
                    lab.Play(id);
                    break;
                case "step":
                    lab.Step(id);
                    break;
                case "pause":
                    lab.Pause();
                    break;
                case "reset":
                    lab.Reset(id);
                    break;
                default:
                    throw new ArgumentException($"A scenario can be told to play, step, pause or reset, not \"{act}\".", nameof(act));
            }
        }));
        api.MapPost("/speed", ([FromBody] SpeedRequest request, ICurrentPerson current, LabAccess access) => With(current, access, isWrite: true, lab => lab.Speed = request.Speed));
        api.MapPost("/faults/{id}", (string id, [FromBody] FaultRequest request, ICurrentPerson current, LabAccess access) => With(current, access, isWrite: true, lab => lab.SetFault(id, request.On)));
    }

    private static IResult With(ICurrentPerson current, LabAccess access, bool isWrite, Action<DemoLab> act)
    {
        if (access.For(current.Person) is not { } lab)
        {
            return Results.Problem("The demo cluster does not run here; start with --Clusters:Demo=true.", statusCode: 404, title: "No lab");
        }

        if (isWrite && !access.MayWrite)
        {
            return Results.Problem("The dashboard is read-only (Security:ReadOnly).", statusCode: 403, title: "Read-only");
        }

        if (isWrite && !access.MayAct(current.Person))
        {
            return Results.Problem($"You are {current.Person.Name}; only an admin of the demo cluster (group system:masters) moves the lab.", statusCode: 403, title: "Not for you");
        }

        try
        {
            act(lab);
        }
        catch (ArgumentException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: 400, title: "Not possible");
        }

        var scenarios = lab.Catalog.Scenarios.Select(s => new { s.Id, Title = s.Title.English, s.Namespace, s.Set, Steps = s.Steps.Select(step => new { Text = step.Text.English, step.WaitsFor }) });
        var state = lab.State;
        var player = new { state.Scenario, Phase = StatefulSetDocuments.Word(state.Phase), Step = state.Step + 1, state.Done, state.IsPlaying, state.Since, state.Message, state.Waiting };
        return Results.Ok(new { scenarios, player, lab.Speed, faults = DemoLab.Faults.Select(f => new { Id = f, On = lab.FaultsOn.Contains(f) }), brokenFiles = lab.Catalog.Faults, denials = access.Demo!.DenialCache.Kept });
    }

    /// <param name="Speed">0 pauses, 1 is real time.</param>
    public sealed record SpeedRequest(double Speed);

    /// <param name="On">Whether the fault shall be on.</param>
    public sealed record FaultRequest(bool On);
}
