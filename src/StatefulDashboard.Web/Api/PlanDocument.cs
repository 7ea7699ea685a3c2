using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Api;

/// <summary>A plan as programs get it: what would happen. It does nothing.</summary>
public sealed record PlanDocument(
    string Name,
    string Namespace,
    string Uid,
    long Generation,
    IReadOnlyList<PlanStepDocument> Steps,
    IReadOnlyList<ConsequenceDocument> Consequences,
    IReadOnlyList<HazardDocument> Hazards,
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
            [.. plan.Steps.Select(step => new PlanStepDocument(step.Ordinal, StatefulSetDocuments.Word(step.Text.Code), texts.Of(step.Text), step.Key))],
            [.. plan.Consequences.Select(item => new ConsequenceDocument(StatefulSetDocuments.Word(item.Kind), item.Ordinal, item.Object, item.Name, texts.Of(item.Text)))],
            [.. plan.Hazards.Select(hazard => new HazardDocument(StatefulSetDocuments.Word(hazard.Text.Code), StatefulSetDocuments.Word(hazard.Severity), texts.Of(hazard.Text), hazard.ToGoOn is { } toGoOn ? texts.Of(toGoOn) : null))],
            plan.Refusal is null ? null : texts.Of(plan.Refusal),
            plan.NeedsName,
            plan.Kubectl,
            plan.Requests,
            preview.DryRun is null ? null : StatefulSetDocuments.Word(preview.DryRun.Kind),
            preview.DryRun?.Message,
            preview.Differences);
    }
}

/// <param name="Key">The step of the operation in which it happens; empty where one request does everything.</param>
public sealed record PlanStepDocument(int? Ordinal, string Code, string Text, string Key);

/// <param name="ToGoOn">What it would take to go on without it; null where there is nothing to be done.</param>
public sealed record HazardDocument(string Code, string Severity, string Text, string? ToGoOn);

public sealed record ConsequenceDocument(string Kind, int Ordinal, string Object, string Name, string Text);
