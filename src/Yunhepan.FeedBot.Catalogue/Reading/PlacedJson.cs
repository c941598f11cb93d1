using System.Text;
using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>A JSON value that knows its position, so that a fault can state line, column and path.</summary>
internal sealed class PlacedJson
{
    private readonly PlacedJson? _parent;
    private readonly string? _name;
    private readonly int _index;
    private List<PlacedMember>? _members;
    private List<PlacedJson>? _items;

    private PlacedJson(JsonTokenType kind, int offset, PlacedJson? parent, string? name)
    {
        Kind = kind;
        Offset = offset;
        _parent = parent;
        _name = name;
        _index = parent?._items?.Count ?? 0;
    }

    public JsonTokenType Kind { get; }

    /// <summary>The offset of the first byte of the value.</summary>
    public int Offset { get; }

    /// <summary>
    /// The path, such as <c>sources[3].every</c>; empty for the document itself. It is built on demand, because most values never
    /// need it.
    /// </summary>
    public string Path => _parent is null ? "" : _name is null ? $"{_parent.Path}[{_index}]" : _parent.PathOf(_name);

    /// <summary>The text of a string, or the digits of a number.</summary>
    public string Text { get; private init; } = "";

    public IReadOnlyList<PlacedMember> Members => _members is null ? [] : _members;

    public IReadOnlyList<PlacedJson> Items => _items is null ? [] : _items;

    public string PathOf(string member) => _parent is null ? member : $"{Path}.{member}";

    /// <exception cref="JsonException">The bytes are not JSON (comments and trailing commas are allowed).</exception>
    public static PlacedJson Parse(ReadOnlySpan<byte> utf8)
    {
        var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };
        var reader = new Utf8JsonReader(utf8, options);
        reader.Read();
        var root = Value(ref reader, null, null);
        while (reader.Read())
        {
            // Only comments may follow the document; the reader throws on anything else.
        }

        return root;
    }

    private static PlacedJson Value(ref Utf8JsonReader reader, PlacedJson? parent, string? name)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, new PlacedJson(JsonTokenType.StartObject, offset, parent, name));
            case JsonTokenType.StartArray:
                return Array(ref reader, new PlacedJson(JsonTokenType.StartArray, offset, parent, name));
            case JsonTokenType.String:
                return new PlacedJson(JsonTokenType.String, offset, parent, name) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new PlacedJson(JsonTokenType.Number, offset, parent, name) { Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                return new PlacedJson(reader.TokenType, offset, parent, name);
        }
    }

    private static PlacedJson Object(ref Utf8JsonReader reader, PlacedJson self)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var offset = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            reader.Read();
            (self._members ??= []).Add(new PlacedMember(name, offset, Value(ref reader, self, name)));
        }

        return self;
    }

    private static PlacedJson Array(ref Utf8JsonReader reader, PlacedJson self)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            (self._items ??= []).Add(Value(ref reader, self, null));

        return self;
    }
}

internal sealed record PlacedMember(string Name, int Offset, PlacedJson Value)
{
    public string Path => Value.Path;
}
