using Theory.Simulation.Training;

namespace Theory.Simulation.Tests.Training;

public class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_member_works_once_a_round(int size)
    {
        using var crew = new Crew(size);
        var done = new int[size];
        for (var round = 0; round < 100; round++)
            crew.Round(member => done[member]++);
        Assert.All(done, count => Assert.Equal(100, count));
    }

    [Fact]
    public void A_round_after_a_pause_is_done_too()
    {
        using var crew = new Crew(2);
        var sum = 0;
        for (var round = 0; round < 3; round++)
        {
            Thread.Sleep(30); // long enough that the members sleep
            crew.Round(member => Interlocked.Add(ref sum, member + 1));
        }
        Assert.Equal(9, sum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_a_member_throws_the_round_throws_and_the_next_round_works(int thrower)
    {
        using var crew = new Crew(2);
        var error = Assert.Throws<InvalidOperationException>(() =>
            crew.Round(member =>
            {
                if (member == thrower)
                    throw new InvalidOperationException("a leak");
            })
        );
        Assert.Equal("a leak", error.Message);
        var done = new bool[2];
        crew.Round(member => done[member] = true);
        Assert.All(done, Assert.True);
    }

    [Fact]
    public void Parts_add_up_in_order_whatever_the_crew()
    {
        using var parts = new BatchParts(1, 512);
        Assert.Equal(8, parts.Count);
        var gradient = new float[1];
        var loss = parts.Sum(
            (part, first, count, sum) =>
            {
                sum[0] = part == 0 ? 1e8f : 1; // 1e8 + 1 is 1e8 in floats: only the order from the left gives 1e8
                return first + count;
            },
            gradient
        );
        Assert.Equal(1e8f, gradient[0]);
        Assert.Equal(Enumerable.Range(1, 8).Sum(part => 64 * part), loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(512)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(9000)]
    [InlineData(16_383)]
    [InlineData(70_001)]
    public void Parts_share_any_number_of_rows(int rows)
    {
        using var parts = new BatchParts(1, rows);
        var seen = new int[rows];
        parts.Sum(
            (_, first, count, _) =>
            {
                Assert.InRange(count, 1, parts.RowsOfPart);
                for (var row = first; row < first + count; row++)
                    Interlocked.Increment(ref seen[row]);
                return 0;
            },
            new float[1]
        );
        Assert.All(seen, times => Assert.Equal(1, times));
    }
}
