using System.Globalization;
using StatefulDashboard.Domain.Operations;

namespace StatefulDashboard.Web.Components.Operations;

/// <summary>How far an operation is, in front of a page's title: so that it is seen while the page lies behind another.</summary>
internal static class OperationTitle
{
    public static string Of(Operation operation) =>
        string.Create(CultureInfo.InvariantCulture, $"{OperationLook.Of(operation.State).Sign} {StepProgress.Of(operation).Done}/{operation.Steps.Count} · ");
}
