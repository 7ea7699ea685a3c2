using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>Who will undo the action: other writers of the manifest, autoscalers.</summary>
internal static class WriterHazards
{
    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        var written = Written(effect);
        foreach (var writer in set.Facts.Writers)
        {
            if (effect.DeletesSet)
            {
                yield return MadeAgain(writer);
            }
            else if (written != SetFields.None)
            {
                if (WrittenBack(writer, written) is { } hazard)
                {
                    yield return hazard;
                }
            }
        }

        foreach (var autoscaler in set.Facts.Autoscalers)
        {
            if (effect.DeletesSet)
            {
                yield return new(Severity.Note, Statement.Of(StatementCode.HazardAutoscalerLeft, autoscaler.Name));
            }
            else if (effect.WritesReplicas)
            {
                yield return Autoscaler(autoscaler, effect);
            }
        }

        if (effect is { WritesReplicas: true, DeletesSet: false } && !set.IsRead(UnreadKinds.HorizontalPodAutoscalers))
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.HazardAutoscalersUnread));
        }
    }

    private static SetFields Written(ActionEffect effect) =>
        (effect.WritesReplicas ? SetFields.Replicas : SetFields.None)
        | (effect.WritesTemplate ? SetFields.Template : SetFields.None)
        | (effect.WritesPartition ? SetFields.UpdateStrategy : SetFields.None);

    private static Hazard? WrittenBack(WriterInfo writer, SetFields written)
    {
        var evidence = string.Join(", ", writer.Evidence);
        if (writer.Kind == WriterKind.Tool)
        {
            // whoever keeps a file without this field does not write it
            var applies = writer.Name != WriterRules.KubectlApply || (writer.Fields & written) != SetFields.None;
            return applies ? new(Severity.Note, Statement.Of(StatementCode.HazardToolWritesBack, writer.Name, evidence), AtSource(writer)) : null;
        }

        var owns = writer.Fields == SetFields.None || (writer.Fields & written) != SetFields.None;
        return owns
            ? new(Severity.Caution, Statement.Of(StatementCode.HazardWrittenBack, writer.Name, evidence), AtSource(writer))
            : new(Severity.Note, Statement.Of(StatementCode.HazardMayBeWrittenBack, writer.Name, evidence), AtSource(writer));
    }

    private static Hazard MadeAgain(WriterInfo writer)
    {
        var evidence = string.Join(", ", writer.Evidence);
        return writer.Kind == WriterKind.Loop
            ? new(Severity.Caution, Statement.Of(StatementCode.HazardMadeAgain, writer.Name, evidence), AtSource(writer))
            : new(Severity.Note, Statement.Of(StatementCode.HazardToolMakesAgain, writer.Name, evidence), AtSource(writer));
    }

    // at 0 replicas an autoscaler does nothing, and goes on when there are some again (kubernetes pkg/controller/podautoscaler, horizontal.go)
    private static Hazard Autoscaler(AutoscalerInfo autoscaler, ActionEffect effect) => effect.TargetReplicas == 0
        ? new(Severity.Note, Statement.Of(StatementCode.HazardAutoscalerPaused, autoscaler.Name))
        : new(
            Severity.Caution,
            Statement.Of(StatementCode.HazardAutoscaler, autoscaler.Name, Number(autoscaler.MinReplicas), Number(autoscaler.MaxReplicas)),
            Statement.Of(StatementCode.GoOnAutoscaler, autoscaler.Name));

    private static Statement AtSource(WriterInfo writer) => Statement.Of(StatementCode.GoOnAtSource, writer.Name);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
