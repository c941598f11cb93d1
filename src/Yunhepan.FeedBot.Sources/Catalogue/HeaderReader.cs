using System.Buffers;
using System.Text.Json;

namespace Yunhepan.FeedBot.Sources.Catalogue;

/// <summary>Reads <c>headers</c> of a source. Values may be secrets: no message repeats one.</summary>
internal sealed class HeaderReader(FaultList faults, string folder)
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What the fetcher itself must answer for.</summary>
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Keep-Alive",
        "Proxy-Authorization", "Proxy-Connection", "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range",
        "Accept-Encoding", "User-Agent",
    };

    public IReadOnlyDictionary<string, string> Read(ObjectReader members)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (members.Find("headers") is not { } value)
            return headers;

        if (value.Kind != JsonTokenType.StartObject)
        {
            faults.Add(value, $"expects an object of names and values, not {Words.Kind(value)}");
            return headers;
        }

        foreach (var member in value.Members)
        {
            if (NameProblem(member.Name) is { } problem)
                faults.Add(member.Offset, value.Path, problem);
            else if (ReadValue(member.Value) is { } text && !headers.TryAdd(member.Name, text))
                faults.Add(member.Offset, member.Path, "stated twice (upper and lower case are alike)");
        }

        return headers;
    }

    private static string? NameProblem(string name)
    {
        if (name.Length is 0 or > 100 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
            return $"\"{Words.Clip(name)}\" is not a header name";

        return Ours.Contains(name) ? $"{name} is set by the fetcher and cannot be given here" : null;
    }

    private string? ReadValue(PlacedJson value)
    {
        if (value.Kind != JsonTokenType.String)
        {
            faults.Add(value, $"expects a string, not {Words.Kind(value)}");
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
