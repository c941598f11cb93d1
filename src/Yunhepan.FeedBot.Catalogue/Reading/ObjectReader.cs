using System.Globalization;
using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads the members of one object by type and records a fault for a value of the wrong type.</summary>
internal sealed class ObjectReader
{
    private readonly FaultList _faults;
    private readonly Dictionary<string, PlacedJson> _members = new(StringComparer.Ordinal);

    public ObjectReader(PlacedJson value, string[] known, FaultList faults)
    {
        Value = value;
        _faults = faults;
        if (value.Kind != JsonTokenType.StartObject)
        {
            faults.Add(value, $"expects an object with {FaultWords.List(known)}, not {FaultWords.Kind(value)}");
            return;
        }

        foreach (var member in value.Members)
        {
            if (!known.Contains(member.Name))
                faults.Add(
                    member.Offset, member.Path, $"unknown member{Suggestion.For(member.Name, known)} (known: {FaultWords.List(known)})");
            else if (!_members.TryAdd(member.Name, member.Value))
                faults.Add(member.Offset, member.Path, "stated twice");
        }
    }

    public PlacedJson Value { get; }

    public bool Has(string name) => _members.ContainsKey(name);

    public PlacedJson? Find(string name) => _members.GetValueOrDefault(name);

    public void Fault(string name, string message) => _faults.Add(Find(name) ?? Value, message);

    /// <summary>Returns a non-empty string without surrounding space; null if it is absent or faulty.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
            return null;

        if (value.Kind != JsonTokenType.String)
            _faults.Add(value, $"expects a string, not {FaultWords.Kind(value)}");
        else if (string.IsNullOrWhiteSpace(value.Text))
            _faults.Add(value, "must not be empty; leave the member out instead");
        else
            return value.Text.Trim();

        return null;
    }

    public string? Required(string name)
    {
        if (Value.Kind == JsonTokenType.StartObject && !Has(name))
            _faults.Add(Value, $"\"{name}\" is required");

        return Text(name);
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Find(name) is not { } value)
            return otherwise;

        if (value.Kind is JsonTokenType.True or JsonTokenType.False)
            return value.Kind == JsonTokenType.True;

        _faults.Add(value, $"expects true or false, not {FaultWords.Kind(value)}");
        return otherwise;
    }

    /// <summary>Returns a whole number within bounds; null if it is absent or faulty.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Find(name) is not { } value)
            return null;

        if (value.Kind == JsonTokenType.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;

        _faults.Add(value, $"expects a whole number from {least} to {most}");
        return null;
    }

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return otherwise;

        var allowed = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToList();
        if (allowed.Contains(text))
            return Enum.Parse<T>(text, ignoreCase: true);

        Fault(name, $"\"{FaultWords.Clip(text)}\" is not one of {FaultWords.List(allowed)}{Suggestion.For(text, allowed)}");
        return otherwise;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(name))
        {
            if (item.Kind != JsonTokenType.String)
                _faults.Add(item, $"expects a string, not {FaultWords.Kind(item)}");
            else if (string.IsNullOrWhiteSpace(item.Text))
                _faults.Add(item, "must not be empty");
            else
                texts.Add(item.Text.Trim());
        }

        return texts;
    }

    public IReadOnlyList<PlacedJson> Items(string name)
    {
        if (Find(name) is not { } value)
            return [];

        if (value.Kind == JsonTokenType.StartArray)
            return value.Items;

        _faults.Add(value, $"expects an array, not {FaultWords.Kind(value)}");
        return [];
    }

    /// <summary>Reads a name, which is a string or an object with <c>zh</c>, <c>en</c> or both, and with further languages.</summary>
    public LocalisedName? Name(string name)
    {
        if (Find(name) is not { } value)
            return null;

        if (value.Kind == JsonTokenType.String)
            return Text(name) is { } both ? new LocalisedName(both, both) : null;

        if (value.Kind != JsonTokenType.StartObject)
        {
            _faults.Add(value, $"expects a string or an object with zh and en, not {FaultWords.Kind(value)}");
            return null;
        }

        var reader = new ObjectReader(value, CatalogueMembers.Name, _faults);
        var zh = reader.Text("zh");
        var en = reader.Text("en");
        if (zh is null && en is null && value.Members.Count == 0)
            _faults.Add(value, "has no name; give zh, en or both");

        var (hant, ja, es) = (reader.Text("zh-Hant"), reader.Text("ja"), reader.Text("es"));
        return (zh ?? hant ?? en ?? ja ?? es) is { } any
            ? new LocalisedName(zh ?? hant ?? en ?? any, en ?? zh ?? any) { ZhHant = hant, Ja = ja, Es = es } : null;
    }
}
