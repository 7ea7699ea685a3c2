namespace StatefulDashboard.Web.Security;

/// <summary>The person behind the present circuit or request.</summary>
public interface ICurrentPerson
{
    Person Person { get; }
}
