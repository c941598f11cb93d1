using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads the <c>headers</c> of a source. Values may be secrets, so no message repeats one.</summary>
internal sealed class HeaderReader(FaultList faults, string folder)
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Headers that only the fetcher sets.</summary>
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Keep-Alive",
        "Proxy-Authorization", "Proxy-Connection", "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
        "If-Range",
        "Accept-Encoding", "User-Agent",
    };

    public IReadOnlyDictionary<string, string> Read(ObjectReader members)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (ReadLogin(members) is { } authorization)
            headers.Add("Authorization", authorization);
        if (members.Find("headers") is not { } value)
            return headers;

        if (value.Kind != JsonTokenType.StartObject)
        {
            faults.Add(value, $"expects an object of names and values, not {FaultWords.Kind(value)}");
            return headers;
        }

        foreach (var member in value.Members)
        {
            if (NameProblem(member.Name) is { } problem)
                faults.Add(member.Offset, value.Path, problem);
            else if (ReadValue(member.Value) is { } text && !headers.TryAdd(member.Name, text))
                faults.Add(member.Offset, member.Path, "stated twice (upper and lower case count as the same)");
        }

        return headers;
    }

    /// <summary>Reads <c>login</c> and returns it as an Authorization header (RFC 7617).</summary>
    private string? ReadLogin(ObjectReader members)
    {
        if (members.Find("login") is not { } value)
            return null;

        var login = new ObjectReader(value, CatalogueMembers.Login, faults);
        _ = login.Required("user");
        _ = login.Required("password");
        if (login.Find("user") is not { Kind: JsonTokenType.String } user
            || login.Find("password") is not { Kind: JsonTokenType.String } password)
            return null;
        var name = Secrets.Resolve(user.Text, folder, out var problem);
        if (problem is null && name.Contains(':', StringComparison.Ordinal))
            problem = "may not have a colon";
        if (problem is not null)
            faults.Add(user, problem);
        var word = Secrets.Resolve(password.Text, folder, out problem);
        if (problem is not null)
            faults.Add(password, problem);
        return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{word}"));
    }

    /// <summary>Reads <c>proxy</c>: an http address with or without user name and password.</summary>
    public string? ReadProxy(ObjectReader members)
    {
        if (members.Text("proxy") is not { } text)
            return null;

        var address = Secrets.Resolve(text, folder, out var problem);
        if (problem is null
            && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url is { Scheme: "http", Host.Length: > 0, PathAndQuery: "/" }))
            problem = "is not the address of an HTTP proxy; write it as http://proxy.example:3128";
        if (problem is null)
            return address;

        members.Fault("proxy", problem);
        return null;
    }

    private static string? NameProblem(string name)
    {
        if (name.Length is 0 or > 100 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
            return $"\"{FaultWords.Clip(name)}\" is not a header name";

        return Ours.Contains(name) ? $"{name} is set by the fetcher and cannot be given here" : null;
    }

    private string? ReadValue(PlacedJson value)
    {
        if (value.Kind != JsonTokenType.String)
        {
            faults.Add(value, $"expects a string, not {FaultWords.Kind(value)}");
            return null;
        }

        var text = Secrets.Resolve(value.Text, folder, out var problem);
        if (problem is not null)
            faults.Add(value, problem);
        else if (text.Length > 8000)
            faults.Add(value, "is longer than 8000 characters");
        else if (text.Any(c => c is < ' ' or > '~'))
            faults.Add(value, "may only have printable ASCII characters");
        else
            return text;

        return null;
    }
}
