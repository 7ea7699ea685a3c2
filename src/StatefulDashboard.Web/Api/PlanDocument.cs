using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Api;

/// <summary>An intent, as programs post it.</summary>
public sealed record PlanRequest(string? Action, int? Replicas);

/// <summary>A plan as programs get it: what would happen. It does nothing.</summary>
public sealed record PlanDocument(
    string Name,
    string Namespace,
    string Uid,
    long Generation,
    IReadOnlyList<PlanStepDocument> Steps,
    IReadOnlyList<ConsequenceDocument> Consequences,
    IReadOnlyList<NoticeDocument> Hazards,
    string? Refusal,
    bool NeedsName,
    IReadOnlyList<string> Kubectl,
    IReadOnlyList<PlannedRequest> Requests,
    string? DryRun,
    string? DryRunMessage,
    IReadOnlyList<FieldDifference> Differences)
{
    public static PlanDocument Of(PlanPreview preview, StatementText texts)
    {
        var plan = preview.Plan;
        return new(
            plan.Name.Name,
            plan.Name.Namespace,
            plan.Uid,
            plan.Generation,
            [.. plan.Steps.Select(step => new PlanStepDocument(step.Ordinal, StatefulSetDocuments.Word(step.Text.Code), texts.Of(step.Text)))],
            [.. plan.Consequences.Select(item => new ConsequenceDocument(StatefulSetDocuments.Word(item.Kind), item.Ordinal, item.Object, item.Name, texts.Of(item.Text)))],
            [.. plan.Hazards.Select(hazard => new NoticeDocument(StatefulSetDocuments.Word(hazard.Text.Code), StatefulSetDocuments.Word(hazard.Severity), texts.Of(hazard.Text)))],
            plan.Refusal is null ? null : texts.Of(plan.Refusal),
            plan.NeedsName,
            plan.Kubectl,
            plan.Requests,
            preview.DryRun is null ? null : StatefulSetDocuments.Word(preview.DryRun.Kind),
            preview.DryRun?.Message,
            preview.Differences);
    }
}

public sealed record PlanStepDocument(int? Ordinal, string Code, string Text);

public sealed record ConsequenceDocument(string Kind, int Ordinal, string Object, string Name, string Text);
