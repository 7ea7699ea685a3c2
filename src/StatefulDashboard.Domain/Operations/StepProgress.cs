using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>How far an operation is, as it is shown: for each step of its plan, whether it is done, under way, or still to come.</summary>
/// <param name="States">As many as the operation has steps.</param>
/// <param name="Done">How many of them are done.</param>
public sealed record StepProgress(ValueList<StepState> States, int Done)
{
    public static StepProgress Of(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var (first, last) = Present(operation);
        var isLeft = operation.State is OperationState.Aborting or OperationState.Aborted or OperationState.Failed || operation.Rollout is { IsAborting: true };
        var states = Enumerable.Range(0, operation.Steps.Count)
            .Select(index => index < first ? StepState.Done : isLeft ? StepState.LeftOut : index <= last ? StepState.Now : StepState.Next)
            .ToValueList();
        return new(states, states.Count(state => state == StepState.Done));
    }

    // the steps that are under way: from the first to the last that happen in the present step
    private static (int First, int Last) Present(Operation operation)
    {
        var keys = Keys(operation);
        if (operation.State == OperationState.Done)
        {
            return (keys.Length, keys.Length);
        }

        // a gate that the plan does not name belongs to the release before it
        var (first, last) = Of(keys, operation.Step);
        if (first < 0 && operation.Step.StartsWith("gate:", StringComparison.Ordinal))
        {
            (first, last) = Of(keys, "release:" + operation.Step["gate:".Length..]);
        }

        return first >= 0 ? (first, last) : operation.Step == StepKey.Finish ? (keys.Length, keys.Length) : (0, -1);
    }

    private static (int First, int Last) Of(string[] keys, string key) => (Array.IndexOf(keys, key), Array.LastIndexOf(keys, key));

    // a step without a key happens together with the one before it
    private static string[] Keys(Operation operation)
    {
        var keys = operation.Steps.Select(step => step.Key).ToArray();
        for (var index = 1; index < keys.Length; index++)
        {
            keys[index] = keys[index].Length > 0 ? keys[index] : keys[index - 1];
        }

        return keys;
    }
}

public enum StepState
{
    Done,
    Now,
    Next,

    /// <summary>It will not be done any more.</summary>
    LeftOut,
}
