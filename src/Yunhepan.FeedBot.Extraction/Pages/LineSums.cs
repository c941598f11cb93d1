namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Prefix sums that give the totals of any range of lines in one step.</summary>
internal sealed class LineSums
{
    private readonly int[] _weight;
    private readonly int[] _links;
    private readonly int[] _prose;
    private readonly int[] _proseLines;
    private readonly int[] _sinceProse;
    private readonly int[] _untilProse;
    private readonly bool[] _isRepeat;

    public LineSums(IReadOnlyList<TextLine> lines)
    {
        var count = lines.Count;
        (_weight, _links, _prose, _proseLines) = (new int[count + 1], new int[count + 1], new int[count + 1], new int[count + 1]);
        (_sinceProse, _untilProse, _isRepeat) = (new int[count], new int[count], new bool[count]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var isProse = lines[i].IsProse;
            _weight[i + 1] = _weight[i] + lines[i].Weight;
            _links[i + 1] = _links[i] + lines[i].LinkWeight;
            _prose[i + 1] = _prose[i] + (isProse ? lines[i].Weight : 0);
            _proseLines[i + 1] = _proseLines[i] + (isProse ? 1 : 0);
            _sinceProse[i] = isProse ? 0 : i == 0 ? count : _sinceProse[i - 1] + 1;
            _isRepeat[i] = !seen.Add(lines[i].Text);
        }
        for (var i = count - 1; i >= 0; i--)
            _untilProse[i] = lines[i].IsProse ? 0 : i == count - 1 ? count : _untilProse[i + 1] + 1;
    }

    public int Weight(int start, int end) => _weight[end] - _weight[start];

    public int Links(int start, int end) => _links[end] - _links[start];

    /// <summary>Returns the weight of the lines that read like sentences.</summary>
    public int Prose(int start, int end) => _prose[end] - _prose[start];

    public int ProseLines(int start, int end) => _proseLines[end] - _proseLines[start];

    /// <summary>Returns the number of lines since the last one that reads like a sentence.</summary>
    public int SinceProse(int number) => _sinceProse[number];

    public int UntilProse(int number) => _untilProse[number];

    /// <summary>Returns true if the same text occurs above.</summary>
    public bool IsRepeat(int number) => _isRepeat[number];
}
