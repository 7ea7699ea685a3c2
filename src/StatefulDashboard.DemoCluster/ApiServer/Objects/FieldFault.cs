namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What is wrong with one field of an object that is refused.</summary>
internal sealed record FieldFault(string Reason, string Field, string Message)
{
    public static FieldFault Forbidden(string field, string why) => new("FieldValueForbidden", field, $"Forbidden: {why}");

    public static FieldFault Invalid(string field, string value, string why) => new("FieldValueInvalid", field, $"Invalid value: {value}: {why}");

    public static FieldFault NotSupported(string field, string value, params string[] supported)
        => new("FieldValueNotSupported", field, $"Unsupported value: {System.Text.Json.JsonSerializer.Serialize(value)}: supported values: {string.Join(", ", supported.Select(s => $"\"{s}\""))}");

    public static FieldFault TooLong(string field, int bytes) => new("FieldValueTooLong", field, $"Too long: may not be more than {bytes} bytes");

    public static FieldFault Required(string field, string why)
        => new("FieldValueRequired", field, why.Length == 0 ? "Required value" : $"Required value: {why}");
}
