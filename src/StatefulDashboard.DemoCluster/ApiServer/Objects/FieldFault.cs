namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What is wrong with one field of an object that is refused.</summary>
internal sealed record FieldFault(string Reason, string Field, string Message)
{
    public static FieldFault Forbidden(string field, string why) => new("FieldValueForbidden", field, $"Forbidden: {why}");

    public static FieldFault Invalid(string field, string value, string why) => new("FieldValueInvalid", field, $"Invalid value: {value}: {why}");

    public static FieldFault Required(string field, string why)
        => new("FieldValueRequired", field, why.Length == 0 ? "Required value" : $"Required value: {why}");
}
