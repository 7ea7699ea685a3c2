using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace StatefulDashboard.Web.Tests;

/// <summary>bunit asks for a newer version of AngleSharp.Diffing than there is; the one that is there serves.</summary>
internal static class AngleSharpDiffing
{
    [ModuleInitializer]
    public static void Resolve() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
