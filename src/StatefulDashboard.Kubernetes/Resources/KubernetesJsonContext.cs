using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Readers that are made at build time for each kind; an unknown field is skipped without being allocated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = false, Converters = [typeof(SharedStringConverter)])]
[JsonSerializable(typeof(StatefulSet))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(PersistentVolumeClaim))]
[JsonSerializable(typeof(PersistentVolume))]
[JsonSerializable(typeof(StorageClass))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(EndpointSlice))]
[JsonSerializable(typeof(ControllerRevision))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Scale))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Bookmark))]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(ObjectMeta))]
[JsonSerializable(typeof(OwnerReference))]
[JsonSerializable(typeof(LabelSelectorRequirement))]
[JsonSerializable(typeof(VolumeClaimTemplate))]
[JsonSerializable(typeof(PodVolume))]
[JsonSerializable(typeof(Container))]
[JsonSerializable(typeof(ContainerStatus))]
[JsonSerializable(typeof(Condition))]
[JsonSerializable(typeof(ServicePort))]
[JsonSerializable(typeof(Endpoint))]
[JsonSerializable(typeof(EndpointPort))]
[JsonSerializable(typeof(StatusCause))]
[JsonSerializable(typeof(string))]
public sealed partial class KubernetesJsonContext : JsonSerializerContext;
