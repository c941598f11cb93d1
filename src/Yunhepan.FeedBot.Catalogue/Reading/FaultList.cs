using System.Text;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Collects the faults of one file and converts byte offsets to lines and columns.</summary>
internal sealed class FaultList
{
    private const int Most = 200;

    private readonly byte[] _text;
    private readonly List<int> _lineStarts = [0];
    private readonly List<(int Offset, string Path, string Message)> _faults = [];

    public FaultList(byte[] text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n')
                _lineStarts.Add(i + 1);
        }
    }

    public bool IsEmpty => _faults.Count == 0;

    public void Add(PlacedJson at, string message) => Add(at.Offset, at.Path, message);

    public void Add(int offset, string path, string message) => _faults.Add((offset, path.Length == 0 ? "$" : path, message));

    /// <summary>Returns the faults in the order of the file.</summary>
    public IReadOnlyList<CatalogueFault> ToList()
    {
        var faults = _faults.OrderBy(fault => fault.Offset).Take(Most).Select(fault => At(fault.Offset, fault.Path, fault.Message))
            .ToList();
        if (_faults.Count > Most)
            faults.Add(new CatalogueFault(0, 0, "$", $"and {_faults.Count - Most} faults more"));

        return faults;
    }

    private CatalogueFault At(int offset, string path, string message)
    {
        var index = _lineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        var start = _lineStarts[line];
        var column = Encoding.UTF8.GetCharCount(_text, start, Math.Min(offset, _text.Length) - start);
        return new CatalogueFault(line + 1, column + 1, path, message);
    }
}
